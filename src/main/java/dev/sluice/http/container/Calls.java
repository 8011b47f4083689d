package dev.sluice.http.container;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/// Calls of a server's own classes by the names of their public methods: an application is not shown these classes, and
/// is not to be tied to them.
final class Calls {
    private Calls() {}

    /// A public method, also of a class that is not public itself.
    static Method method(Class<?> type, String name, Class<?>... parameters) throws ReflectiveOperationException {
        Method method = type.getMethod(name, parameters);
        method.setAccessible(true);
        return method;
    }

    /// The result of a method without parameters.
    static @Nullable Object call(Object target, String name) throws ReflectiveOperationException {
        return method(target.getClass(), name).invoke(target);
    }

    /// The same where null has no meaning.
    static Object required(Object target, String name) throws ReflectiveOperationException {
        Object result = call(target, name);
        if (result == null) {
            throw new NoSuchMethodException(target.getClass().getName() + "." + name + " gives nothing");
        }
        return result;
    }

    /// What a call threw: an `IOException` where the called method threw one, else a defect.
    static IOException thrown(ReflectiveOperationException e) {
        if (e instanceof InvocationTargetException && e.getCause() instanceof IOException broken) {
            return broken;
        }
        throw new IllegalStateException(e);
    }
}
