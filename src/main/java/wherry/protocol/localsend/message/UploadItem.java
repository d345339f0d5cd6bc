package wherry.protocol.localsend.message;

import wherry.protocol.OutgoingFile;

/**
 * Names a file that the receiver wants, and what to show for it.
 *
 * @param id of the file in the offer
 * @param token that the receiver gave for it
 */
public record UploadItem(String id, String token, OutgoingFile file) {}
