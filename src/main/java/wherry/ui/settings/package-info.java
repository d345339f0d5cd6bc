/** Shows what can be set, who is trusted, and about. */
package wherry.ui.settings;
