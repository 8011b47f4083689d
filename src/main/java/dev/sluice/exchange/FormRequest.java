package dev.sluice.exchange;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request that came as a form. Its files can be read as often as there are targets, until the request has ended.
///
/// @param fields in their order, names as they came: a list's name may end with `[]`
public record FormRequest(
        List<Field> fields,
        List<Upload> files,
        @Nullable String model,
        List<String> providers,
        Map<String, String> headers)
        implements Posted {
    public FormRequest {
        fields = List.copyOf(fields);
        files = List.copyOf(files);
        providers = List.copyOf(providers);
        headers = Map.copyOf(headers);
    }

    @Override
    public @Nullable String proxy() {
        return value("proxy").orElse(null);
    }

    /// A plain field.
    public record Field(String name, String value) {}

    /// The value of the first field of that name.
    public Optional<String> value(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .findFirst();
    }

    /// The files of that name, or of that name as a list.
    public List<Upload> files(String name) {
        return files.stream()
                .filter(file -> file.name().equals(name) || file.name().equals(name + "[]"))
                .toList();
    }
}
