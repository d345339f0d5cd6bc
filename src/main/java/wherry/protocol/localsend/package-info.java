/** The LocalSend protocol, version 2, as the apps speak it: HTTP over TLS between self-signed certificates. */
package wherry.protocol.localsend;
