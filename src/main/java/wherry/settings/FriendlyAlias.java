package wherry.settings;

import java.util.List;
import java.util.random.RandomGenerator;

/** Names for participants who have not chosen one: they tell nothing of who or where somebody is. */
final class FriendlyAlias {
    private static final List<String> MOODS = words("""
            Agile Amber Bold Brave Breezy Bright Brisk Calm Candid Careful Cheerful Clever Cosy Crimson Curious Daring
            Dapper Eager Early Earnest Fair Fleet Fond Gentle Gifted Glad Golden Happy Hardy Honest Humble Indigo Jolly
            Keen Kind Lively Loyal Lucky Mellow Merry Mighty Mild Modest Neat Nimble Noble Patient Plucky Polite Proud
            Quick Quiet Ready Rosy Silver Sincere Snug Steady Sunny Swift Tidy Tranquil Trusty Vivid Warm Wise Witty
            Zesty""");

    private static final List<String> ANIMALS = words("""
            Albatross Badger Beaver Bison Bobcat Buzzard Caribou Cormorant Crane Curlew Deer Dolphin Dove Eagle Egret Elk
            Falcon Ferret Finch Fox Gannet Gecko Goose Grouse Gull Hare Hawk Hedgehog Heron Ibis Jackdaw Jay Kestrel
            Kingfisher Kite Lark Lemur Linnet Lynx Magpie Marmot Marten Mole Newt Nightjar Osprey Otter Owl Panda Pelican
            Penguin Petrel Plover Puffin Quail Rabbit Raven Robin Seal Sparrow Squirrel Starling Stork Swallow Swan
            Tortoise Turtle Walrus Wombat Wren""");

    private FriendlyAlias() {}

    /** A pair such as {@code Quiet Fox}. */
    static String choose(RandomGenerator random) {
        return MOODS.get(random.nextInt(MOODS.size())) + " " + ANIMALS.get(random.nextInt(ANIMALS.size()));
    }

    private static List<String> words(String text) {
        return List.of(text.split("\\s+"));
    }
}
