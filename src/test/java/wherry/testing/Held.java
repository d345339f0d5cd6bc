package wherry.testing;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** Counts what objects of ours hold in collections, their own and those of what they hold, however deep. */
public final class Held {
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private long count;

    private Held() {}

    /** How many entries there are in all collections that are reached from there. */
    public static long by(Object root) throws IllegalAccessException {
        Held held = new Held();
        held.visit(root);
        return held.count;
    }

    private void visit(Object object) throws IllegalAccessException {
        if (object == null || !seen.add(object)) {
            return;
        }
        if (object instanceof Map<?, ?> map) {
            count += map.size();
            visitAll(map.keySet());
            visitAll(map.values());
        } else if (object instanceof Collection<?> collection) {
            count += collection.size();
            visitAll(collection);
        } else if (object.getClass().getName().startsWith("wherry.")) {
            for (Class<?> type = object.getClass();
                    type != null && type.getName().startsWith("wherry.");
                    type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers())
                            && !field.getType().isPrimitive()) {
                        field.setAccessible(true);
                        visit(field.get(object));
                    }
                }
            }
        }
    }

    private void visitAll(Collection<?> objects) throws IllegalAccessException {
        for (Object object : objects) {
            visit(object);
        }
    }
}
