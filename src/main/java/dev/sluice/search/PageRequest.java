package dev.sluice.search;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One request to an engine. Immutable: each step gives a new one.
///
/// @param address without what is in `query`
/// @param form the body where there is one: a form's fields
/// @param body the body where it is plain text
/// @param key the configuration key of the credential that is sent, where one is
/// @param own an engine of the operator's own, which is reached without the forwarder
public record PageRequest(
        URI address,
        Map<String, String> query,
        Map<String, String> headers,
        @Nullable Map<String, String> form,
        @Nullable String body,
        @Nullable String key,
        boolean own) {
    public PageRequest {
        query = new LinkedHashMap<>(query);
        headers = new LinkedHashMap<>(headers);
        form = form == null ? null : new LinkedHashMap<>(form);
    }

    public static PageRequest to(String address) {
        return new PageRequest(URI.create(address), Map.of(), Map.of(), null, null, null, false);
    }

    /// One more parameter.
    public PageRequest with(String name, String value) {
        return new PageRequest(address, plus(query, name, value), headers, form, body, key, own);
    }

    public PageRequest with(String name, int value) {
        return with(name, Integer.toString(value));
    }

    /// One more parameter, unless its value is empty.
    public PageRequest withSome(String name, @Nullable String value) {
        return value == null || value.isEmpty() ? this : with(name, value);
    }

    /// One more segment of the path, written as it must be.
    public PageRequest below(String segment) {
        URI longer = URI.create(address + "/" + encoded(segment).replace("+", "%20"));
        return new PageRequest(longer, query, headers, form, body, key, own);
    }

    public PageRequest header(String name, String value) {
        return new PageRequest(address, query, plus(headers, name, value), form, body, key, own);
    }

    /// Sent by POST, with these fields.
    public PageRequest posting(Map<String, String> fields) {
        return new PageRequest(address, query, headers, fields, null, key, own);
    }

    /// Sent by POST, as it is.
    public PageRequest posting(String text) {
        return new PageRequest(address, query, headers, null, text, key, own);
    }

    /// Carries a credential, which stands under this key of the configuration.
    public PageRequest keyedBy(String configurationKey) {
        return new PageRequest(address, query, headers, form, body, configurationKey, own);
    }

    /// Goes to an engine of the operator's own.
    public PageRequest toOwn() {
        return new PageRequest(address, query, headers, form, body, key, true);
    }

    boolean posts() {
        return form != null || body != null;
    }

    byte[] content() {
        String text = form == null ? (body == null ? "" : body) : pairs(form);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    URI uri() {
        if (query.isEmpty()) {
            return address;
        }
        return URI.create(address + (address.getRawQuery() == null ? "?" : "&") + pairs(query));
    }

    private static String pairs(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Map<String, String> plus(Map<String, String> fields, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return more;
    }
}
