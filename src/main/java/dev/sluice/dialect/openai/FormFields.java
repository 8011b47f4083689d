package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.shape.GatewayFields;
import dev.sluice.dialect.shape.ObjectShape;
import dev.sluice.dialect.shape.Place;
import dev.sluice.dialect.shape.Problems;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.FormRequest;
import dev.sluice.exchange.FormRequest.Field;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.Upload;
import dev.sluice.exchange.WireJson;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/// Checks the fields of a form by the rules of JSON: numbers and flags are texts there.
final class FormFields {
    private static final int LONGEST_NUMBER = 40;

    private FormFields() {}

    /// The fields as JSON, checked; those of the gateway too.
    ///
    /// @param own what the endpoint's own fields must look like
    /// @param numbers the names that stand for numbers
    /// @param flags the names that stand for true or false
    static ObjectNode checked(FormRequest form, ObjectShape own, Set<String> numbers, Set<String> flags) {
        ObjectShape rules = GatewayFields.SHAPE.including(own);
        ObjectNode tree = WireJson.object();
        for (Field field : form.fields()) {
            String name = field.name();
            if (rules.names().contains(name) && tree.has(name)) {
                throw wrong(name, "must not be there twice");
            }
            String value = field.value();
            if (value.isEmpty() && !name.equals("model") && !name.equals("prompt")) {
                continue;
            }
            boolean flag = flags.contains(name) || GatewayFields.FLAGS.contains(name);
            boolean number = numbers.contains(name) || GatewayFields.NUMBERS.contains(name);
            if (flag && (value.equals("true") || value.equals("false"))) {
                tree.put(name, value.equals("true"));
            } else if (number
                    && value.length() <= LONGEST_NUMBER
                    && value.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d{1,3})?")) {
                tree.put(name, new BigDecimal(value));
            } else {
                tree.put(name, value);
            }
        }
        var problems = new Problems();
        rules.check(tree, Place.BODY, problems);
        problems.refuse();
        return tree;
    }

    /// The files of that name, which must be there and not be empty.
    static List<Upload> files(FormRequest form, String name, int most) {
        List<Upload> files = form.files(name);
        if (files.isEmpty()) {
            boolean field = form.value(name).isPresent();
            throw new RefusedException(Failure.invalid(
                    name,
                    field ? name + " must be a file, with a filename." : name + " is required.",
                    field ? "invalid_type" : "missing_required_parameter"));
        }
        if (files.size() > most) {
            throw wrong(name, most == 1 ? "must be one file" : "must be at most " + most + " files");
        }
        if (files.stream().anyMatch(file -> file.content().length() == 0)) {
            throw wrong(name, "must not be an empty file");
        }
        return files;
    }

    private static RefusedException wrong(String name, String predicate) {
        return new RefusedException(Failure.invalid(name, name + " " + predicate + ".", "invalid_value"));
    }
}
