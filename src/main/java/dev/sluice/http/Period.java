package dev.sluice.http;

import dev.sluice.exchange.RefusedException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The time that an address asks for: days, of which the last one counts, or moments.
///
/// @param to the moment before which it ends
public record Period(Optional<Instant> from, Optional<Instant> to) {

    /// @param first the name of the parameter for the beginning
    /// @param last the name of the parameter for the end
    /// @throws RefusedException where one is no time
    public static Period of(Query query, String first, String last) {
        return new Period(moment(query, first, day -> day), moment(query, last, day -> day.plusDays(1)));
    }

    /// The same, between `from` and `to`.
    public static Period of(Query query) {
        return of(query, "from", "to");
    }

    private static Optional<Instant> moment(Query query, String name, Function<LocalDate, LocalDate> edge) {
        @Nullable String value = query.text(name);
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    value.length() == 10
                            ? edge.apply(LocalDate.parse(value))
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant()
                            : OffsetDateTime.parse(value).toInstant());
        } catch (DateTimeException e) {
            throw Query.invalid(name, "must be a day such as 2026-01-31 or a moment such as 2026-01-31T08:00:00Z");
        }
    }
}
