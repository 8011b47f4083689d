package dev.sluice.http.textgen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How probable tokens are, the most probable first. After samplers they sum up to one.
record Probabilities(Map<String, Double> byToken) {

    /// One token and its probability.
    private record Candidate(String token, double probability) {
        Candidate with(double other) {
            return new Candidate(token, other);
        }
    }

    static Probabilities ofLogarithms(Map<String, Double> logarithms, int most) {
        List<Candidate> candidates = new ArrayList<>();
        logarithms.forEach((token, logarithm) -> candidates.add(new Candidate(token, Math.exp(logarithm))));
        return of(candidates.stream()
                .sorted(Comparator.comparingDouble(Candidate::probability).reversed())
                .limit(most)
                .toList());
    }

    /// The same after the samplers of a request. Those that look back at the text (penalties of repetition, DRY) or
    /// draw
    /// lots (XTC, mirostat) say nothing about one token.
    Probabilities sampled(ObjectNode asked) {
        List<Candidate> all = new ArrayList<>();
        byToken.forEach((token, probability) -> all.add(new Candidate(token, probability)));
        boolean drawn = asked.path("do_sample").asBoolean(true) && number(asked, "temperature", 1) > 0;
        if (!drawn) {
            return of(share(all.subList(0, Math.min(1, all.size()))));
        }
        boolean last = asked.path("temperature_last").booleanValue();
        List<Candidate> warm = last ? share(all) : heated(all, asked);
        List<Candidate> cut = cut(warm, asked);
        return of(last ? heated(cut, asked) : share(cut));
    }

    private static List<Candidate> heated(List<Candidate> candidates, ObjectNode asked) {
        double power = 1 / number(asked, "temperature", 1);
        return share(candidates.stream()
                .map(one -> one.with(Math.pow(one.probability(), power)))
                .toList());
    }

    /// Each sampler sees what the one before it left.
    private static List<Candidate> cut(List<Candidate> candidates, ObjectNode asked) {
        int topK = asked.path("top_k").asInt(0);
        List<Candidate> left = topK > 0 ? first(candidates, topK) : candidates;
        left = nucleus(share(left), number(asked, "top_p", 1));
        left = typical(share(left), number(asked, "typical_p", 1));
        double top = left.isEmpty() ? 0 : share(left).getFirst().probability();
        double least = Math.max(
                Math.max(number(asked, "min_p", 0) * top, number(asked, "top_a", 0) * top * top),
                number(asked, "epsilon_cutoff", 0) * 1e-4);
        List<Candidate> enough =
                share(left).stream().filter(one -> one.probability() >= least).toList();
        return enough.isEmpty() ? first(left, 1) : enough;
    }

    private static List<Candidate> first(List<Candidate> candidates, int most) {
        return candidates.subList(0, Math.min(most, candidates.size()));
    }

    private static List<Candidate> nucleus(List<Candidate> candidates, double mass) {
        double sum = 0;
        int count = 0;
        while (count < candidates.size() && (count == 0 || sum < mass)) {
            sum += candidates.get(count++).probability();
        }
        return candidates.subList(0, count);
    }

    /// Those whose surprise is nearest to what is to be expected.
    private static List<Candidate> typical(List<Candidate> candidates, double mass) {
        if (mass >= 1) {
            return candidates;
        }
        double entropy = candidates.stream()
                .mapToDouble(one -> -one.probability() * Math.log(one.probability()))
                .sum();
        List<Candidate> byNearness = candidates.stream()
                .sorted(Comparator.comparingDouble(one -> Math.abs(-Math.log(one.probability()) - entropy)))
                .toList();
        return nucleus(byNearness, mass).stream()
                .sorted(Comparator.comparingDouble(Candidate::probability).reversed())
                .toList();
    }

    private static List<Candidate> share(List<Candidate> candidates) {
        double sum = candidates.stream().mapToDouble(Candidate::probability).sum();
        return sum <= 0
                ? candidates
                : candidates.stream()
                        .map(one -> one.with(one.probability() / sum))
                        .toList();
    }

    private static double number(ObjectNode asked, String name, double usual) {
        JsonNode value = asked.path(name);
        return value.isNumber() ? value.doubleValue() : usual;
    }

    private static Probabilities of(List<Candidate> candidates) {
        Map<String, Double> ordered = new LinkedHashMap<>();
        candidates.forEach(one -> ordered.put(one.token(), one.probability()));
        return new Probabilities(ordered);
    }
}
