package wherry.link;

import java.util.List;

/**
 * Names what a visitor wants to leave at one time.
 *
 * @param again they have been offered before, so that some of them may be there already: the page cannot know of the last ones when
 *     the program ended
 */
record OfferOfFiles(List<WantedFile> files, boolean again) {}
