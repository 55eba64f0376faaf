package dev.midstream.images.dataset.file;

import java.util.Comparator;

/**
 * The order of strings by Unicode code points, in which Python, and so torchvision and Keras, sort
 * classes. {@link String#compareTo} compares UTF-16 units, which differs beyond U+FFFF.
 */
public final class CodePointOrder {

    public static final Comparator<String> BY_CODE_POINT = CodePointOrder::compare;

    private CodePointOrder() {}

    private static int compare(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        for (int i = 0; i < shorter; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                boolean leftBeyond = Character.isSurrogate(left);
                boolean rightBeyond = Character.isSurrogate(right);
                // Surrogates stand for the highest code points, though units follow them.
                return leftBeyond == rightBeyond ? left - right : leftBeyond ? 1 : -1;
            }
        }
        return a.length() - b.length();
    }
}
