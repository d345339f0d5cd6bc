/** Holds who we are: key, certificate, fingerprint. */
package wherry.protocol.localsend.identity;
