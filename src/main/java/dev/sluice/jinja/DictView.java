package dev.sluice.jinja;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;

/// What `keys()`, `values()` and `items()` of a dict give: can be looped over again and again, but not indexed.
final class DictView extends AbstractCollection<Object> {
    private final String type;
    private final Collection<Object> items;

    DictView(String type, Collection<Object> items) {
        this.type = type;
        this.items = items;
    }

    String type() {
        return type;
    }

    @Override
    public Iterator<Object> iterator() {
        return items.iterator();
    }

    @Override
    public int size() {
        return items.size();
    }
}
