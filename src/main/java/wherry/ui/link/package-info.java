/** Links for browsers: the panel with the code, what is offered and who has opened it. */
package wherry.ui.link;
