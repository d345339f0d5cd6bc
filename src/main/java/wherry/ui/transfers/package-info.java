/** Shows what is under way and what was, and takes what the user wants of it. */
package wherry.ui.transfers;
