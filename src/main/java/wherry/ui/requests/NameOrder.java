package wherry.ui.requests;

import java.util.Comparator;

/** Orders names as people do: case does not matter, and numbers count as numbers, so that 2 comes before 10. */
final class NameOrder implements Comparator<String> {
    @Override
    public int compare(String one, String other) {
        int i = 0;
        int j = 0;
        while (i < one.length() && j < other.length()) {
            if (isDigit(one.charAt(i)) && isDigit(other.charAt(j))) {
                int endOfOne = endOfNumber(one, i);
                int endOfOther = endOfNumber(other, j);
                int difference = compareNumbers(one, i, endOfOne, other, j, endOfOther);
                if (difference != 0) {
                    return difference;
                }
                i = endOfOne;
                j = endOfOther;
            } else {
                int difference = Character.compare(folded(one.charAt(i)), folded(other.charAt(j)));
                if (difference != 0) {
                    return difference;
                }
                i++;
                j++;
            }
        }
        int rest = Integer.compare(one.length() - i, other.length() - j);
        return rest == 0 ? one.compareTo(other) : rest;
    }

    /** Without making numbers of them: a stranger's name may have hundreds of digits. */
    private static int compareNumbers(String one, int from, int to, String other, int otherFrom, int otherTo) {
        int i = afterZeros(one, from, to);
        int j = afterZeros(other, otherFrom, otherTo);
        int length = Integer.compare(to - i, otherTo - j);
        return length == 0 ? one.substring(i, to).compareTo(other.substring(j, otherTo)) : length;
    }

    private static int afterZeros(String text, int from, int to) {
        int i = from;
        while (i < to && text.charAt(i) == '0') {
            i++;
        }
        return i;
    }

    private static int endOfNumber(String text, int from) {
        int i = from;
        while (i < text.length() && isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isDigit(char unit) {
        return unit >= '0' && unit <= '9';
    }

    private static char folded(char unit) {
        return Character.toLowerCase(Character.toUpperCase(unit));
    }
}
