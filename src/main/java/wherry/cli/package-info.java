/** The command line over the same node as the window. Needs no display and loads nothing of AWT. */
package wherry.cli;
