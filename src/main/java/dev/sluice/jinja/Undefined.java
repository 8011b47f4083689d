package dev.sluice.jinja;

/// What a name without value stands for: empty where it is printed or looped over, an error where more is asked of it.
///
/// @param sentence the error
record Undefined(String sentence) {
    static Undefined name(String name) {
        return new Undefined(Quoted.of(name) + " is undefined");
    }

    static Undefined attribute(Object owner, String name) {
        return new Undefined(Quoted.of(described(owner)) + " has no attribute " + Quoted.of(name));
    }

    static Undefined element(Object owner, String index) {
        return new Undefined(described(owner) + " has no element " + index);
    }

    private static String described(Object owner) {
        return owner == None.NONE ? "None" : Values.type(owner) + " object";
    }

    TemplateException failure() {
        return new TemplateException(sentence);
    }

    /// The value, if it is one.
    static Object refused(Object value) {
        if (value instanceof Undefined undefined) {
            throw undefined.failure();
        }
        return value;
    }
}
