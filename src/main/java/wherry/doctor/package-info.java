/** Names what keeps computers from seeing each other: checks, causes, findings and remedies. */
package wherry.doctor;
