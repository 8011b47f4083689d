package dev.sluice.provider.guide;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the passages that speak of a question's words: BM25 over the text, and a bonus for words of the heading.
/// Immutable.
final class PassageIndex {
    private static final double K1 = 1.2;
    private static final double B = 0.6;
    private static final double HEADINGS = 2;
    private static final double TEXT = 1;
    private static final double SNIPPET = 0.3;
    private static final int QUESTION_LENGTH = 4_000;
    private static final Pattern SNIPPETS = Pattern.compile("(?ms)^```(\\w*)\\R(.*?)^```");

    /// Programs ask sample questions, which would answer themselves.
    private static final Set<String> PROGRAMS = Set.of("java", "js", "python", "sh");

    /// The text before a document's first section promises more than it says.
    private static final double OPENING = 0.6;

    /// A section explains where a row only states.
    private static final double ROW = 0.6;

    /// A question is answered only where a passage speaks of at least this share of it.
    private static final double ENOUGH = 0.5;

    /// @param score how well the passage fits, comparable within one question only
    record Hit(Passage passage, double score) {}

    private record Entry(Passage passage, Set<String> heading, Map<String, Double> weights, double length) {}

    private final List<Entry> entries;
    private final Map<String, Integer> frequencies = new HashMap<>();
    private final double averageLength;

    PassageIndex(List<Passage> passages) {
        entries = passages.stream().map(PassageIndex::entry).toList();
        entries.forEach(entry -> entry.weights().keySet().forEach(word -> frequencies.merge(word, 1, Integer::sum)));
        averageLength = entries.stream().mapToDouble(Entry::length).average().orElse(1);
    }

    private static Entry entry(Passage passage) {
        var weights = new HashMap<String, Double>();
        add(weights, passage.headings(), HEADINGS);
        Matcher snippets = SNIPPETS.matcher(passage.text());
        snippets.results()
                .filter(snippet -> !PROGRAMS.contains(snippet.group(1)))
                .forEach(snippet -> add(weights, snippet.group(2), SNIPPET));
        add(weights, snippets.replaceAll(" "), TEXT);
        double length = weights.values().stream().mapToDouble(weight -> weight).sum();
        return new Entry(passage, Set.copyOf(Words.of(passage.heading())), Map.copyOf(weights), length);
    }

    private static void add(Map<String, Double> weights, String text, double weight) {
        Words.of(text).forEach(word -> weights.merge(word, weight, Double::sum));
    }

    /// The passages that answer `question`, best first; none where the manual does not speak of it.
    List<Hit> find(String question) {
        String asked = question.substring(0, Math.min(question.length(), QUESTION_LENGTH));
        Set<String> words = new LinkedHashSet<>(Words.of(asked));
        double whole = words.stream().mapToDouble(this::rarity).sum();
        return entries.stream()
                .filter(entry -> spokenOf(entry, words) >= ENOUGH * whole)
                .map(entry -> new Hit(entry.passage(), score(entry, words)))
                .filter(hit -> hit.score() > 0)
                .sorted(Comparator.comparingDouble(Hit::score).reversed())
                .toList();
    }

    private double spokenOf(Entry entry, Set<String> words) {
        return words.stream()
                .filter(entry.weights()::containsKey)
                .mapToDouble(this::rarity)
                .sum();
    }

    private double score(Entry entry, Set<String> words) {
        double norm = K1 * (1 - B + B * entry.length() / averageLength);
        double score = 0;
        for (String word : words) {
            double weight = entry.weights().getOrDefault(word, 0.0);
            score += rarity(word) * weight * (K1 + 1) / (weight + norm);
        }
        return (score + headed(entry, words)) * rank(entry.passage());
    }

    private static double rank(Passage passage) {
        return switch (passage.level()) {
            case 1 -> OPENING;
            case Passage.ROW -> ROW;
            default -> 1;
        };
    }

    /// A heading that the question names is worth more the less else it names.
    private double headed(Entry entry, Set<String> words) {
        var named = entry.heading().stream().filter(words::contains).toList();
        double share = (double) named.size() / Math.max(1, entry.heading().size());
        return (0.5 + share) * named.stream().mapToDouble(this::rarity).sum();
    }

    /// How much a word tells: most where no passage has it.
    private double rarity(String word) {
        int having = frequencies.getOrDefault(word, 0);
        return Math.log(1 + (entries.size() - having + 0.5) / (having + 0.5));
    }
}
