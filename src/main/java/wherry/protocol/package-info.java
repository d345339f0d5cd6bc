/** What a protocol must offer so that the node can serve and send in it. */
package wherry.protocol;
