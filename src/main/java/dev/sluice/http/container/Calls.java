package dev.sluice.http.container;

import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/// Calls of a server's own classes by the names of their public methods: an application is not shown these classes, and
/// is not to be tied to them.
final class Calls {
    private Calls() {}

    /// The result of a method without parameters.
    static @Nullable Object call(Object target, String method) throws ReflectiveOperationException {
        return target.getClass().getMethod(method).invoke(target);
    }

    /// The same where null has no meaning.
    static Object required(Object target, String method) throws ReflectiveOperationException {
        Object result = call(target, method);
        if (result == null) {
            throw new NoSuchMethodException(target.getClass().getName() + "." + method + " gives nothing");
        }
        return result;
    }

    /// The result of a method with one parameter of the given type.
    static @Nullable Object call(Object target, String method, Class<?> type, Object argument)
            throws ReflectiveOperationException {
        return target.getClass().getMethod(method, type).invoke(target, argument);
    }

    /// What a called method itself threw, where that was an `IOException`.
    static boolean brokeOff(ReflectiveOperationException e) {
        return e instanceof InvocationTargetException && e.getCause() instanceof java.io.IOException;
    }
}
