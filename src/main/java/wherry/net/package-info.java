/** Accepting connections: bounded in number, and cheap while they say nothing. */
package wherry.net;
