package dev.sluice.jinja;

import dev.sluice.jinja.Statement.Flow;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// A `for` under way. Its condition is asked item by item, because the body may change what it depends on.
record Looping(Rendering rendering, Statement.For loop, Scope around) {
    void run(Object items, Output into, int depth) {
        rendering.budget().enter();
        Iterator<Object> iterator = Values.iterator(items, rendering.budget());
        Expression test = loop.test();
        var state =
                new Loop(this, test == null ? iterator : filtered(iterator, test), test == null ? items : null, depth);
        boolean entered = false;
        Flow flow = Flow.ON;
        while (flow != Flow.BREAK && state.hasNext()) {
            entered = true;
            rendering.budget().step();
            Object item = state.next();
            Scope scope = around.inner();
            scope.put("loop", state);
            rendering.renderer().assign(loop.target(), item, scope);
            flow = rendering.renderer().run(loop.body(), scope, into);
        }
        if (!entered) {
            rendering.renderer().run(loop.otherwise(), around.inner(), into);
        }
        rendering.budget().leave();
    }

    private Iterator<Object> filtered(Iterator<Object> items, Expression test) {
        return new Iterator<>() {
            private @Nullable Object ahead;

            @Override
            public boolean hasNext() {
                while (ahead == null && items.hasNext()) {
                    rendering.budget().step();
                    Object item = items.next();
                    Scope scope = around.inner();
                    rendering.renderer().assign(loop.target(), item, scope);
                    if (Values.truth(rendering.renderer().evaluate(test, scope))) {
                        ahead = item;
                    }
                }
                return ahead != null;
            }

            @Override
            public Object next() {
                if (!hasNext() || ahead == null) {
                    throw new NoSuchElementException();
                }
                Object item = ahead;
                ahead = null;
                return item;
            }
        };
    }
}
