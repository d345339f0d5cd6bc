/** Encrypts connections: engine, records, pinning of certificates. */
package wherry.protocol.localsend.tls;
