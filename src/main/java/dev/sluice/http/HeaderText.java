package dev.sluice.http;

/// Values that came from configuration or a caller, made fit for a header.
public final class HeaderText {
    private HeaderText() {}

    public static String of(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
                return value.replaceAll("[^ -~]", "_");
            }
        }
        return value;
    }
}
