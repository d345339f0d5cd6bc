/** This participant on the chosen network: servers, listener, announcer, sends. Headless. */
package wherry.node;
