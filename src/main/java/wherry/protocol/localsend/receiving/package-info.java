/** Serves offers, uploads and their resumption. */
package wherry.protocol.localsend.receiving;
