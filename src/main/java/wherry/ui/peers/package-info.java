/** Shows who is there, and sends what is dropped, chosen or pasted to them. Event thread only unless a class says otherwise. */
package wherry.ui.peers;
