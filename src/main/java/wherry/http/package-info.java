/** The serving end of HTTP/1.1: the codec with the strictness and the bounds that it lacks by itself. */
package wherry.http;
