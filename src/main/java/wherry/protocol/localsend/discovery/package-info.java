/** Finds peers that speak LocalSend, and asks those that are known whether they are there. */
package wherry.protocol.localsend.discovery;
