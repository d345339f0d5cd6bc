/** Makes requests to a peer's server. What the server side shares with others is in {@code wherry.http}. */
package wherry.protocol.localsend.http;
