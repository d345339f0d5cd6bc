/** Holds what the user has laid out to be sent, before and while it is sent. Event thread only unless a class says otherwise. */
package wherry.ui.shelf;
