/** Holds the node, the settings and the trust as the window sees them, as values that can be watched. */
package wherry.ui.model;
