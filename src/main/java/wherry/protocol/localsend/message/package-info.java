/** Reads and writes what goes over the wire (localsend.md). */
package wherry.protocol.localsend.message;
