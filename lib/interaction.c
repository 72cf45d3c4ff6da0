#include "lib/interaction.h"

static const char *const directions[N_DIRECTIONS] = { "in", "out", "both" };

static const char *const roles[N_ROLES] = { "to", "cc", "bcc", "group" };

static const char *const channels[N_CHANNELS] = { "mail", "meeting", "call", "chat",
	"social", "linkedin", "xing", "in-person", "letter", "other" };

static const char *const counts[N_COUNTS] = { "in", "out", "cc", "group", "meeting",
	"other" };

static const struct {
	const char *name, *sentence;
} rules[N_RULES] = {
	[RULE_EXCLUDED] = { "excluded", "it has a tag that is excluded from the record" },
	[RULE_CHANNEL] = { "channel", "a service wrote it for the person it names" },
	[RULE_MEETING] = { "meeting", "it is about a meeting" },
	[RULE_BOUNCE] = { "bounce", "a mail system reports what became of a mail" },
	[RULE_AUTOMATIC] = { "automatic", "a program wrote it, not a person" },
	[RULE_BULK] = { "bulk", "it went to a list or to many, not to you" },
	[RULE_SPOKEN_TO] = { "spoken-to", "it went to you, with a list beside" },
	[RULE_IN_THREAD] = { "in-thread",
		"it came by a list, but to you; it counts if you wrote in that thread" },
	[RULE_GROUP] = { "group", "it went to a crowd" },
	[RULE_SENT] = { "sent", "you wrote it to them" },
	[RULE_RECEIVED] = { "received", "they wrote it to you" },
	[RULE_CC] = { "cc", "one side was only in Cc:" },
	[RULE_BCC] = { "bcc", "they wrote it, and you are in neither To: nor Cc:" },
	[RULE_SELF] = { "self", "it went only among your own addresses" },
	[RULE_NOBODY] = { "nobody", "it names nobody who could be understood" },
	[RULE_MALFORMED] = { "malformed",
		"it has two of a header that may stand only once, so it resets nothing" },
	[RULE_CONFLICT] = { "conflict",
		"another author uses a Message-ID known before, so it resets nothing" },
	[RULE_LOGGED] = { "logged", "you entered it" },
	[RULE_UNREADABLE] = { "unreadable", "no file of it could be read" },
};

const char *
direction_name(Direction direction)
{
	return directions[direction];
}

const char *
role_name(Role role)
{
	return roles[role];
}

const char *
channel_name(Channel channel)
{
	return channels[channel];
}

const char *
rule_name(Rule rule)
{
	return rules[rule].name;
}

const char *
rule_sentence(Rule rule)
{
	return rules[rule].sentence;
}

bool
direction_from_name(const char *name, Direction *ret_direction)
{
	for (Direction i = 0; i < N_DIRECTIONS; i++) {
		if (g_ascii_strcasecmp(name, directions[i]) == 0) {
			*ret_direction = i;
			return true;
		}
	}
	return false;
}

bool
channel_from_name(const char *name, Channel *ret_channel)
{
	for (Channel i = 0; i < N_CHANNELS; i++) {
		if (g_ascii_strcasecmp(name, channels[i]) == 0) {
			*ret_channel = i;
			return true;
		}
	}
	return false;
}

Count
interaction_count(Direction direction, Role role, Channel channel)
{
	if (channel == CHANNEL_MEETING)
		return COUNT_MEETING;
	if (role == ROLE_CC)
		return COUNT_CC;
	if (role == ROLE_GROUP)
		return COUNT_GROUP;
	if (role == ROLE_BCC || direction == DIRECTION_BOTH)
		return COUNT_OTHER;
	return direction == DIRECTION_IN ? COUNT_IN : COUNT_OUT;
}

const char *
count_name(Count count)
{
	return counts[count];
}
