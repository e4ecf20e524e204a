package dev.wavetank.cli.objects;

import dev.wavetank.cli.api.Discovery;
import dev.wavetank.cli.api.ResourceType;
import dev.wavetank.cli.terminal.Failure;

import java.util.ArrayList;
import java.util.List;

/// What a user means by `pods`, `pods,svc`, `pod web other` or `pod/web deploy/other`.
///
/// @param type the type of the objects
/// @param names the objects; none for all of the type
public record Selection(ResourceType type, List<String> names) {
    public Selection {
        names = List.copyOf(names);
    }

    /// {@return the selections in these words}
    public static List<Selection> of(List<String> words, Discovery discovery) {
        var found = new ArrayList<Selection>();
        if (words.stream().anyMatch(word -> word.indexOf('/') >= 0)) {
            for (String word : words) {
                found.add(one(word, discovery));
            }
            return found;
        }
        List<String> names = words.subList(1, words.size());
        List<ResourceType> types = discovery.list(words.getFirst());
        for (ResourceType type : types) {
            found.add(new Selection(type, names));
        }
        return found;
    }

    /// {@return the one object in a word such as `pod/web`}
    public static Selection one(String word, Discovery discovery) {
        int slash = word.indexOf('/');
        String name = word.substring(slash + 1);
        if (slash <= 0 || name.isEmpty() || name.indexOf('/') >= 0) {
            throw Failure.usage(
                    "\"" + word + "\" does not name an object", "write it as TYPE/NAME: pod/web");
        }
        return new Selection(discovery.named(word.substring(0, slash)), List.of(name));
    }
}
