/** Reaches the platform: opens and chooses files, asks for its theme. */
package wherry.ui.desktop;
