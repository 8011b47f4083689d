package dev.sluice.search;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Around where something on the map is looked for; all of it may be empty.
///
/// @param place free text, used instead of the single parts
/// @param latitude with `longitude`: used instead of any name
/// @param radius in kilometres, added around the place
public record Place(
        String place,
        String street,
        String city,
        String county,
        String state,
        String country,
        String postalCode,
        OptionalDouble latitude,
        OptionalDouble longitude,
        int radius) {
    public static final Place NOWHERE =
            new Place("", "", "", "", "", "", "", OptionalDouble.empty(), OptionalDouble.empty(), 0);

    /// What is named, in one line; empty where nothing is.
    public String name() {
        return place.isEmpty() ? named(List.of(street, postalCode, city, county, state, country)) : place;
    }

    private static String named(List<String> parts) {
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
    }

    /// Whether both coordinates are given.
    public boolean located() {
        return Stream.of(latitude, longitude).allMatch(OptionalDouble::isPresent);
    }
}
