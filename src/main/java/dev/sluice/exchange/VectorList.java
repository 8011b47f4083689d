package dev.sluice.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// Reads vectors out of JSON.
public final class VectorList {
    private VectorList() {}

    /// One vector for each of some lists of numbers.
    ///
    /// @param expected how many there must be
    /// @throws RefusedException where there are others, or one is not made of finite numbers
    public static List<float[]> of(Iterable<JsonNode> lists, int expected, String provider) {
        List<float[]> vectors = new ArrayList<>();
        for (JsonNode list : lists) {
            float[] vector = new float[list.size()];
            boolean sound = list.isArray() && !list.isEmpty();
            for (int at = 0; at < vector.length; at++) {
                vector[at] = list.get(at).floatValue();
                sound &= list.get(at).isNumber() && Float.isFinite(vector[at]);
            }
            if (!sound) {
                throw broken(provider, "sent embeddings that cannot be read");
            }
            vectors.add(vector);
        }
        if (vectors.size() != expected) {
            throw broken(provider, "sent " + vectors.size() + " embeddings for " + expected + " inputs");
        }
        return vectors;
    }

    private static RefusedException broken(String provider, String what) {
        return new RefusedException(
                new Failure.UpstreamBroken(provider, "The provider '" + provider + "' " + what + ".", false));
    }
}
