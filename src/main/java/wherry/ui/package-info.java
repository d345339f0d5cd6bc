/** The window. All of it lives on the event thread, which never waits for the network, a disk or another program. */
package wherry.ui;
