package dev.sluice.http;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The parameters of an address, checked.
///
/// @param first the first value of each
public record Query(Map<String, String> first) {

    /// Reads them at once: in some servers a request can be asked on the thread that it came on, and on no other.
    public Query(HttpServletRequest request) {
        this(request.getParameterMap().entrySet().stream()
                .filter(entry -> entry.getValue().length > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()[0])));
    }

    /// @return null where it is absent or empty
    public @Nullable String text(String name) {
        String value = first.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    public int number(String name, int least, int most, int otherwise) {
        String value = text(name);
        if (value == null) {
            return otherwise;
        }
        if (value.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw invalid(name, "must be a whole number from " + least + " to " + most);
    }

    public String word(String name, List<String> words) {
        String value = text(name);
        if (value == null) {
            return words.getFirst();
        }
        if (!words.contains(value)) {
            throw invalid(name, "must be one of " + String.join(", ", words));
        }
        return value;
    }

    /// @return empty where it is absent
    public OptionalDouble decimal(String name, double least, double most) {
        String value = text(name);
        if (value == null) {
            return OptionalDouble.empty();
        }
        if (value.matches("-?[0-9]{1,9}(\\.[0-9]{1,15})?")) {
            double number = Double.parseDouble(value);
            if (number >= least && number <= most) {
                return OptionalDouble.of(number);
            }
        }
        throw invalid(name, "must be a number from " + least + " to " + most);
    }

    /// What the address says is wrong.
    ///
    /// @param predicate the rest of a sentence, without its full stop
    public static RefusedException invalid(String name, String predicate) {
        String sentence = name + " " + predicate + ".";
        return new RefusedException(new Failure.Invalid(
                sentence,
                name,
                "invalid_value",
                List.of(new Failure.Detail(List.of("query", name), sentence, "value_error"))));
    }
}
