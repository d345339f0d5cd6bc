/** Offers, uploads and resumes what is sent. */
package wherry.protocol.localsend.sending;
