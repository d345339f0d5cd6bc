/** The protocol of 2009: name, size, contents, one connection for each file. Described in src/site/markdown/homebrew.md. */
package wherry.protocol.homebrew;
