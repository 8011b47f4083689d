package dev.sluice.provider.guide;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The documents that Sluice carries, and the answers in them. Immutable.
final class Manual {
    /// Says in one sentence what answers here, and what to do about it. In every answer.
    static final String WHO = "I am not a language model but Sluice's own manual answering; for a real model, put a"
            + " provider's key (`OPENAI_API_KEY`, say) into the environment or list a provider under `providers:` in"
            + " `sluice.yaml`.";

    private static final int FURTHER = 2;
    private static final double NEARLY_AS_GOOD = 0.5;

    /// Read when the first question comes, by whoever asks it.
    private static final class Bundled {
        private static final Manual MANUAL = new Manual(bundledPassages());
    }

    private final PassageIndex index;
    private final List<String> topics;

    Manual(List<Passage> passages) {
        index = new PassageIndex(passages);
        topics = passages.stream()
                .filter(passage -> passage.level() == 2 && passage.document().equals("README.md"))
                .map(Passage::heading)
                .toList();
    }

    static Manual bundled() {
        return Bundled.MANUAL;
    }

    List<PassageIndex.Hit> find(String question) {
        return index.find(question);
    }

    /// What the manual says to `question`, in Markdown.
    String answer(String question) {
        List<PassageIndex.Hit> hits = find(question);
        return WHO + "\n\n" + (hits.isEmpty() ? nothing() : found(hits));
    }

    private String nothing() {
        return "The manual has nothing to say to that. It speaks of these topics:\n\n"
                + topics.stream().map(topic -> "- " + topic + "\n").collect(Collectors.joining())
                + "\nAsk in English, for example: How do I add a provider? Which port does it listen on?";
    }

    private static String found(List<PassageIndex.Hit> hits) {
        var best = hits.getFirst();
        String further = hits.stream()
                .skip(1)
                .filter(hit -> hit.score() >= NEARLY_AS_GOOD * best.score())
                .limit(FURTHER)
                .map(hit -> hit.passage().source())
                .collect(Collectors.joining("; "));
        return "**" + best.passage().headings() + "**\n\n"
                + best.passage().text()
                + "\n\nSource: " + best.passage().source() + "."
                + (further.isEmpty() ? "" : " See also: " + further + ".");
    }

    /// The documents packed beside this class, in the order of their list; one that a build does not carry is left out.
    static List<Passage> bundledPassages() {
        var passages = new ArrayList<Passage>();
        for (String document : packed("docs/manual/contents.txt").lines().toList()) {
            passages.addAll(PassageReader.read(document, packed(document)));
        }
        return passages;
    }

    private static String packed(String document) {
        try (InputStream in = Manual.class.getResourceAsStream("manual/" + document)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
