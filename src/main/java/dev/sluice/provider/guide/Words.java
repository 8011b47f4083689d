package dev.sluice.provider.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Reduces English text to the words that carry meaning, in one form each: `keys` and `key`, `configured` and
/// `configuration` are the same, and a name such as `SLUICE_API_KEY` is one word.
final class Words {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]{2,60}");
    private static final Set<String> EMPTY = Set.of(("""
            about above after again all also am an and another any are as ask at be because been before being below
            best between both but by can could create declare define did do does doing don done each either else ever
            every explain few for from further get gets getting give gives go goes going good had happen happens has
            have having he hello help her here hey hi him his how if in into is it its itself just know let like ll
            long look made make makes many may me mean means might mine more most much must my need needs new no nor
            not now of off on once one only or other our out over own per please possible put re same see set sets
            setting shall she should show sluice so some such sure tell than thank thanks that the their them then
            there these they thing things this those through to too under until up us use used uses using ve very via
            want wants was way we well were what when where whether which while who whom whose why will with within
            without work working works would yes yet you your
            """).split("\\s+"));

    private Words() {}

    static List<String> of(String text) {
        var words = new ArrayList<String>();
        var matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            if (!EMPTY.contains(matcher.group())) {
                words.add(stem(matcher.group()));
            }
        }
        return words;
    }

    private static String stem(String word) {
        String singular = singular(word);
        for (String ending : List.of("ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ed")) {
            int length = singular.length() - ending.length();
            if (length >= 3 && singular.endsWith(ending)) {
                return undoubled(singular.substring(0, length));
            }
        }
        return undoubled(singular);
    }

    private static String singular(String word) {
        if (word.length() > 4 && word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        if (word.length() > 4 && word.endsWith("ses")) {
            return word.substring(0, word.length() - 2);
        }
        boolean plural = word.length() > 3
                && word.endsWith("s")
                && !word.endsWith("ss")
                && !word.endsWith("us")
                && !word.endsWith("ias")
                && !word.endsWith("is");
        return plural ? word.substring(0, word.length() - 1) : word;
    }

    /// Takes off what an ending left behind: the `e` of `configure`, the second `p` of `dropped`.
    private static String undoubled(String word) {
        int last = word.length() - 1;
        boolean trailing = last >= 3
                && (word.charAt(last) == 'e' || word.charAt(last) == word.charAt(last - 1) && word.charAt(last) != 's');
        return trailing ? word.substring(0, last) : word;
    }
}
