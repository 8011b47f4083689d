package dev.sluice.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A value that is not bound to a record yet, and where it was written. Confined to one load.
sealed interface Setting {
    Origin origin();

    /// Whether it says nothing: `key:` alone, `null` or `~`.
    default boolean isNull() {
        return false;
    }

    /// @param plain written without quotes in YAML, so that it may be a number, a truth value or null
    /// @param shown whether messages may repeat it; not so where it was put in from elsewhere
    record Text(String text, boolean plain, boolean shown, Origin origin) implements Setting {
        @Override
        public boolean isNull() {
            return plain && YamlText.isNull(text);
        }

        Text with(String other) {
            return new Text(other, plain, shown, origin);
        }

        /// Messages name settings; a value could be a secret.
        @Override
        public String toString() {
            return "Text[" + origin.place() + "]";
        }
    }

    record Items(List<Setting> items, Origin origin) implements Setting {}

    /// @param members in the order of the file; may be added to while layers are laid
    record Group(Map<String, Setting> members, Origin origin) implements Setting {
        static Group empty(Origin origin) {
            return new Group(new LinkedHashMap<>(), origin);
        }

        /// The member that says something.
        Optional<Setting> member(String key) {
            return Optional.ofNullable(members.get(key)).filter(setting -> !setting.isNull());
        }

        /// The group below a key; empty where the key holds none.
        Optional<Group> group(String key) {
            return member(key).filter(Group.class::isInstance).map(Group.class::cast);
        }

        /// The text below a key; empty where the key holds none.
        Optional<Text> text(String key) {
            return member(key).filter(Text.class::isInstance).map(Text.class::cast);
        }

        /// Follows a path down.
        Optional<Setting> at(List<String> path) {
            Optional<Setting> found = Optional.of(this);
            for (String key : path) {
                found = found.filter(Group.class::isInstance).flatMap(group -> ((Group) group).member(key));
            }
            return found;
        }

        /// Lays a setting over what is there. Where something else than a group stands on the way nothing is done: that
        /// is an error of its own, found when it is bound.
        void put(List<String> path, Setting setting) {
            Group group = this;
            for (String key : path.subList(0, path.size() - 1)) {
                if (group.member(key).isEmpty()) {
                    group.members.put(key, empty(setting.origin()));
                }
                if (!(group.members.get(key) instanceof Group next)) {
                    return;
                }
                group = next;
            }
            group.members.put(path.getLast(), setting);
        }
    }
}
