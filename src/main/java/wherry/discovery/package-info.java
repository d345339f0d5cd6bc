/** Who is on the network: usable interfaces, the multicast groups, and the table of peers. */
package wherry.discovery;
