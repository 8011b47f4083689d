package dev.sluice.dialect.shape;

/// In which way a value is wrong: the `type` of a detail, and the `code` of the whole error.
public enum Flaw {
    MISSING("missing", "missing_required_parameter"),
    TYPE("type_error", "invalid_type"),
    VALUE("value_error", "invalid_value"),
    ENUMERATION("enum", "invalid_value"),
    RANGE("range", "invalid_value");

    private final String type;
    private final String code;

    Flaw(String type, String code) {
        this.type = type;
        this.code = code;
    }

    public String type() {
        return type;
    }

    public String code() {
        return code;
    }
}
