package dev.sluice.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// Turns YAML into settings that know their lines. Bounded in size, depth and number, aliases unfolded included.
final class YamlText {
    static final int MOST_CHARACTERS = 1_000_000;
    private static final int MOST_DEPTH = 32;
    private static final int MOST_NODES = 50_000;
    private static final CoreSchema SCHEMA = new CoreSchema();
    private static final Set<Tag> TAGS =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.MAP, Tag.SEQ, Tag.ENV_TAG);

    private final Origin whole;
    private final boolean lines;
    private final BiFunction<Setting.Text, List<String>, Setting.Text> resolved;
    private final Consumer<Problem> problems;
    private int nodes;

    private YamlText(
            Origin whole,
            boolean lines,
            BiFunction<Setting.Text, List<String>, Setting.Text> resolved,
            Consumer<Problem> problems) {
        this.whole = whole;
        this.lines = lines;
        this.resolved = resolved;
        this.problems = problems;
    }

    /// Reads a file's text; an empty one is an empty group.
    ///
    /// @param resolved is given each scalar and its path, and answers what stands for it
    static Setting.Group file(
            String text,
            Origin whole,
            BiFunction<Setting.Text, List<String>, Setting.Text> resolved,
            Consumer<Problem> problems) {
        return new YamlText(whole, true, resolved, problems).root(text);
    }

    /// Reads a group written in one line elsewhere, such as in an environment variable.
    static Setting.Group inline(String text, Origin whole, Consumer<Problem> problems) {
        return new YamlText(whole, false, (scalar, path) -> scalar, problems).root(text);
    }

    static boolean isNull(String plain) {
        return tag(plain).equals(Tag.NULL);
    }

    /// What an unquoted scalar is in YAML's core schema.
    static Tag tag(String plain) {
        return SCHEMA.getScalarResolver().resolve(plain, true);
    }

    private Setting.Group root(String text) {
        var settings = LoadSettings.builder()
                .setLabel("configuration")
                .setSchema(SCHEMA)
                .setCodePointLimit(MOST_CHARACTERS)
                .build();
        try {
            if (tooDeep(text, settings)) {
                problems.accept(new Problem(whole.place(), "", "is nested more than " + MOST_DEPTH + " levels deep"));
                return Setting.Group.empty(whole);
            }
            var node = new Compose(settings).composeString(text);
            var root = node.map(found -> setting(found, List.of(), line(found)));
            if (root.isEmpty() || root.get().isNull()) {
                return Setting.Group.empty(whole);
            }
            if (root.get() instanceof Setting.Group group) {
                return group;
            }
            problems.accept(new Problem(root.get().origin().place(), "", "must hold keys and values"));
        } catch (MarkedYamlEngineException broken) {
            problems.accept(broken(broken));
        } catch (YamlEngineException broken) {
            problems.accept(new Problem(whole.place(), "", "cannot be read: " + broken.getMessage()));
        }
        return Setting.Group.empty(whole);
    }

    /// The exception's own message shows lines of the file, in which there may be secrets.
    private Problem broken(MarkedYamlEngineException broken) {
        String reason = String.valueOf(broken.getProblem());
        // What is never closed is found at the end, but is to be mended where it begins.
        boolean unclosed = reason.contains("end of stream") || reason.contains("<stream end>");
        var mark = unclosed ? broken.getContextMark().or(broken::getProblemMark) : broken.getProblemMark();
        String hint = reason.endsWith("but got {") ? "; within { } a ${NAME} needs quotes" : "";
        return new Problem(mark.map(this::place).orElse(whole.place()), "", "is not YAML: " + reason + hint);
    }

    private static boolean tooDeep(String text, LoadSettings settings) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                default -> {}
            }
            if (depth > MOST_DEPTH) {
                return true;
            }
        }
        return false;
    }

    private Setting setting(Node node, List<String> path, Origin origin) {
        if (++nodes > MOST_NODES || path.size() > MOST_DEPTH) {
            throw new YamlEngineException("it holds too many values, or one that holds itself");
        }
        if (!TAGS.contains(node.getTag())) {
            problems.accept(new Problem(origin.place(), String.join(".", path), "must not have a tag"));
        }
        return switch (node) {
            case MappingNode mapping -> new Setting.Group(members(mapping, path), origin);
            case SequenceNode sequence -> {
                var items = new ArrayList<Setting>();
                for (Node item : sequence.getValue()) {
                    items.add(setting(item, below(path, "[" + items.size() + "]"), line(item)));
                }
                yield new Setting.Items(items, origin);
            }
            case ScalarNode scalar ->
                resolved.apply(new Setting.Text(scalar.getValue(), scalar.isPlain(), true, origin), path);
            default -> throw new YamlEngineException("unknown node");
        };
    }

    private Map<String, Setting> members(MappingNode mapping, List<String> path) {
        var members = new LinkedHashMap<String, Setting>();
        for (NodeTuple tuple : mapping.getValue()) {
            Origin origin = line(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.accept(new Problem(origin.place(), String.join(".", path), "must have plain keys"));
                continue;
            }
            var here = below(path, key.getValue());
            if (members.containsKey(key.getValue())) {
                problems.accept(new Problem(origin.place(), String.join(".", here), "is written twice"));
            }
            members.put(key.getValue(), setting(tuple.getValueNode(), here, origin));
        }
        return members;
    }

    private Origin line(Node node) {
        return node.getStartMark()
                .map(mark -> new Origin(place(mark), whole.folder()))
                .orElse(whole);
    }

    private String place(Mark mark) {
        return lines ? "line " + (mark.getLine() + 1) : whole.place();
    }

    private static List<String> below(List<String> path, String key) {
        var longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }
}
