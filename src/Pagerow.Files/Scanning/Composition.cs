using System.Collections.Frozen;
using System.Text;

namespace Pagerow.Files.Scanning;

/// <summary>
/// Puts a letter and the mark behind it together to the one letter that stands for both (Unicode's canonical composition, UAX #15), for the scripts that
/// file systems decompose: Latin, Greek, Cyrillic, the Indic pairs, kana and Hangul. The runtime has no such table without ICU.
/// Marks are taken in the order they stand.
/// </summary>
public static class Composition
{
    const int Lead = 0x1100, Vowel = 0x1161, Tail = 0x11A7, Syllable = 0xAC00, Leads = 19, Vowels = 21, Tails = 28;

    // A mark, then pairs of a letter and the letter with the mark; from Unicode's UnicodeData.txt, without exclusions.
    static readonly string[] Table =
    [
        "\u0300AÀEÈIÌOÒUÙaàeèiìoòuùÜǛüǜNǸnǹЕЀИЍеѐиѝĒḔēḕŌṐōṑWẀwẁÂẦâầĂẰăằÊỀêềÔỒôồƠỜơờƯỪưừYỲyỳἀἂἁἃἈἊἉἋ",
        "\u0300ἐἒἑἓἘἚἙἛἠἢἡἣἨἪἩἫἰἲἱἳἸἺἹἻὀὂὁὃὈὊὉὋὐὒὑὓὙὛὠὢὡὣὨὪὩὫαὰεὲηὴιὶοὸυὺωὼΑᾺΕῈΗῊ\u1FBF\u1FCDϊῒΙῚ",
        "\u0300\u1FFE\u1FDDϋῢΥῪ¨\u1FEDΟῸΩῺ",
        "\u0301AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćLĹlĺNŃnńRŔrŕSŚsśZŹzźÜǗüǘGǴgǵÅǺåǻÆǼæǽØǾøǿ¨΅ΑΆΕΈΗΉΙΊΟΌΥΎΩΏ",
        "\u0301ϊΐαάεέηήιίϋΰοόυύωώϒϓГЃКЌгѓкќÇḈçḉĒḖēḗÏḮïḯKḰkḱMḾmḿÕṌõṍŌṒōṓPṔpṕŨṸũṹWẂwẃÂẤâấĂẮăắÊẾêếÔỐôố",
        "\u0301ƠỚơớƯỨưứἀἄἁἅἈἌἉἍἐἔἑἕἘἜἙἝἠἤἡἥἨἬἩἭἰἴἱἵἸἼἹἽὀὄὁὅὈὌὉὍὐὔὑὕὙὝὠὤὡὥὨὬὩὭ\u1FBF\u1FCE",
        "\u0301\u1FFE\u1FDE",
        "\u0302AÂEÊIÎOÔUÛaâeêiîoôuûCĈcĉGĜgĝHĤhĥJĴjĵSŜsŝWŴwŵYŶyŷZẐzẑẠẬạậẸỆẹệỌỘọộ",
        "\u0303AÃNÑOÕaãnñoõIĨiĩUŨuũVṼvṽÂẪâẫĂẴăẵEẼeẽÊỄêễÔỖôỗƠỠơỡƯỮưữYỸyỹ",
        "\u0304AĀaāEĒeēIĪiīOŌoōUŪuūÜǕüǖÄǞäǟȦǠȧǡÆǢæǣǪǬǫǭÖȪöȫÕȬõȭȮȰȯȱYȲyȳИӢиӣУӮуӯGḠgḡḶḸḷḹṚṜṛṝαᾱΑᾹιῑΙῙ",
        "\u0304υῡΥῩ",
        "\u0306AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭУЎИЙийуўЖӁжӂАӐаӑЕӖеӗȨḜȩḝẠẶạặαᾰΑᾸιῐΙῘυῠΥῨ",
        "\u0307CĊcċEĖeėGĠgġIİZŻzżAȦaȧOȮoȯBḂbḃDḊdḋFḞfḟHḢhḣMṀmṁNṄnṅPṖpṗRṘrṙSṠsṡŚṤśṥŠṦšṧṢṨṣṩTṪtṫWẆwẇXẊ",
        "\u0307xẋYẎyẏſẛ",
        "\u0308AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸΙΪΥΫιϊυϋϒϔЕЁІЇеёіїАӒаӓӘӚәӛЖӜжӝЗӞзӟИӤиӥОӦоӧӨӪөӫЭӬэӭУӰуӱЧӴчӵЫӸ",
        "\u0308ыӹHḦhḧÕṎõṏŪṺūṻWẄwẅXẌxẍtẗ",
        "\u0309AẢaảÂẨâẩĂẲăẳEẺeẻÊỂêểIỈiỉOỎoỏÔỔôổƠỞơởUỦuủƯỬưửYỶyỷ",
        "\u030AAÅaåUŮuůwẘyẙ",
        "\u030BOŐoőUŰuűУӲуӳ",
        "\u030CCČcčDĎdďEĚeěLĽlľNŇnňRŘrřSŠsšTŤtťZŽzžAǍaǎIǏiǐOǑoǒUǓuǔÜǙüǚGǦgǧKǨkǩƷǮʒǯjǰHȞhȟ",
        "\u030FAȀaȁEȄeȅIȈiȉOȌoȍRȐrȑUȔuȕѴѶѵѷ",
        "\u0311AȂaȃEȆeȇIȊiȋOȎoȏRȒrȓUȖuȗ",
        "\u0313αἀΑἈεἐΕἘηἠΗἨιἰΙἸοὀΟὈυὐωὠΩὨρῤ",
        "\u0314αἁΑἉεἑΕἙηἡΗἩιἱΙἹοὁΟὉυὑΥὙωὡΩὩρῥΡῬ",
        "\u031BOƠoơUƯuư",
        "\u0323BḄbḅDḌdḍHḤhḥKḲkḳLḶlḷMṂmṃNṆnṇRṚrṛSṢsṣTṬtṭVṾvṿWẈwẉZẒzẓAẠaạEẸeẹIỊiịOỌoọƠỢơợUỤuụƯỰưựYỴyỵ",
        "\u0324UṲuṳ",
        "\u0325AḀaḁ",
        "\u0326SȘsșTȚtț",
        "\u0327CÇcçGĢgģKĶkķLĻlļNŅnņRŖrŗSŞsşTŢtţEȨeȩDḐdḑHḨhḩ",
        "\u0328AĄaąEĘeęIĮiįUŲuųOǪoǫ",
        "\u032DDḒdḓEḘeḙLḼlḽNṊnṋTṰtṱUṶuṷ",
        "\u032EHḪhḫ",
        "\u0330EḚeḛIḬiḭUṴuṵ",
        "\u0331BḆbḇDḎdḏKḴkḵLḺlḻNṈnṉRṞrṟTṮtṯZẔzẕhẖ",
        "\u0338\u2190\u219A\u2192\u219B\u2194\u21AE\u21D0\u21CD\u21D4\u21CE\u21D2\u21CF\u2203\u2204",
        "\u0338\u2208\u2209\u220B\u220C\u2223\u2224\u2225\u2226\u223C\u2241\u2243\u2244\u2245\u2247",
        "\u0338\u2248\u2249=\u2260\u2261\u2262\u224D\u226D<\u226E>\u226F\u2264\u2270\u2265\u2271",
        "\u0338\u2272\u2274\u2273\u2275\u2276\u2278\u2277\u2279\u227A\u2280\u227B\u2281\u2282\u2284",
        "\u0338\u2283\u2285\u2286\u2288\u2287\u2289\u22A2\u22AC\u22A8\u22AD\u22A9\u22AE\u22AB\u22AF",
        "\u0338\u227C\u22E0\u227D\u22E1\u2291\u22E2\u2292\u22E3\u22B2\u22EA\u22B3\u22EB\u22B4\u22EC",
        "\u0338\u22B5\u22ED",
        "\u0342ἀἆἁἇἈἎἉἏἠἦἡἧἨἮἩἯἰἶἱἷἸἾἹἿὐὖὑὗὙὟὠὦὡὧὨὮὩὯαᾶ¨\u1FC1ηῆ\u1FBF\u1FCFιῖϊῗ\u1FFE\u1FDFυῦϋῧωῶ",
        "\u0345ἀᾀἁᾁἂᾂἃᾃἄᾄἅᾅἆᾆἇᾇἈᾈἉᾉἊᾊἋᾋἌᾌἍᾍἎᾎἏᾏἠᾐἡᾑἢᾒἣᾓἤᾔἥᾕἦᾖἧᾗἨᾘἩᾙἪᾚἫᾛἬᾜἭᾝἮᾞἯᾟὠᾠὡᾡὢᾢὣᾣὤᾤὥᾥὦᾦὧᾧὨᾨὩᾩ",
        "\u0345ὪᾪὫᾫὬᾬὭᾭὮᾮὯᾯὰᾲαᾳάᾴᾶᾷΑᾼὴῂηῃήῄῆῇΗῌὼῲωῳώῴῶῷΩῼ",
        "\u0653\u0627\u0622",
        "\u0654\u0627\u0623\u0648\u0624\u064A\u0626\u06D5\u06C0\u06C1\u06C2\u06D2\u06D3",
        "\u0655\u0627\u0625",
        "\u093C\u0928\u0929\u0930\u0931\u0933\u0934",
        "\u09BE\u09C7\u09CB",
        "\u09D7\u09C7\u09CC",
        "\u0B3E\u0B47\u0B4B",
        "\u0B56\u0B47\u0B48",
        "\u0B57\u0B47\u0B4C",
        "\u0BBE\u0BC6\u0BCA\u0BC7\u0BCB",
        "\u0BD7\u0B92\u0B94\u0BC6\u0BCC",
        "\u0C56\u0C46\u0C48",
        "\u0CC2\u0CC6\u0CCA",
        "\u0CD5\u0CBF\u0CC0\u0CC6\u0CC7\u0CCA\u0CCB",
        "\u0CD6\u0CC6\u0CC8",
        "\u0D3E\u0D46\u0D4A\u0D47\u0D4B",
        "\u0D57\u0D46\u0D4C",
        "\u0DCA\u0DD9\u0DDA\u0DDC\u0DDD",
        "\u0DCF\u0DD9\u0DDC",
        "\u0DDF\u0DD9\u0DDE",
        "\u102E\u1025\u1026",
        "\u1B35\u1B05\u1B06\u1B07\u1B08\u1B09\u1B0A\u1B0B\u1B0C\u1B0D\u1B0E\u1B11\u1B12\u1B3A\u1B3B",
        "\u1B35\u1B3C\u1B3D\u1B3E\u1B40\u1B3F\u1B41\u1B42\u1B43",
        "\u3099\u304B\u304C\u304D\u304E\u304F\u3050\u3051\u3052\u3053\u3054\u3055\u3056\u3057\u3058",
        "\u3099\u3059\u305A\u305B\u305C\u305D\u305E\u305F\u3060\u3061\u3062\u3064\u3065\u3066\u3067",
        "\u3099\u3068\u3069\u306F\u3070\u3072\u3073\u3075\u3076\u3078\u3079\u307B\u307C\u3046\u3094",
        "\u3099\u309D\u309E\u30AB\u30AC\u30AD\u30AE\u30AF\u30B0\u30B1\u30B2\u30B3\u30B4\u30B5\u30B6",
        "\u3099\u30B7\u30B8\u30B9\u30BA\u30BB\u30BC\u30BD\u30BE\u30BF\u30C0\u30C1\u30C2\u30C4\u30C5",
        "\u3099\u30C6\u30C7\u30C8\u30C9\u30CF\u30D0\u30D2\u30D3\u30D5\u30D6\u30D8\u30D9\u30DB\u30DC",
        "\u3099\u30A6\u30F4\u30EF\u30F7\u30F0\u30F8\u30F1\u30F9\u30F2\u30FA\u30FD\u30FE",
        "\u309A\u306F\u3071\u3072\u3074\u3075\u3077\u3078\u307A\u307B\u307D\u30CF\u30D1\u30D2\u30D4",
        "\u309A\u30D5\u30D7\u30D8\u30DA\u30DB\u30DD",
    ];

    static readonly FrozenDictionary<(char Letter, char Mark), char> Composed = Table
        .SelectMany(row => row[1..].Chunk(2).Select(pair => KeyValuePair.Create((pair[0], row[0]), pair[1])))
        .ToFrozenDictionary();

    /// <summary>The name with every pair that has a letter of its own put together.</summary>
    public static string Compose(string name)
    {
        if (Ascii.IsValid(name))
            return name;
        var composed = new StringBuilder(name.Length);
        foreach (var next in name)
        {
            if (composed.Length > 0 && Pair(composed[^1], next) is { } one)
                composed[^1] = one;
            else
                composed.Append(next);
        }
        return composed.ToString();
    }

    static char? Pair(char first, char second)
    {
        if (Composed.TryGetValue((first, second), out var letter))
            return letter;
        if (first is >= (char)Lead and < (char)(Lead + Leads) && second is >= (char)Vowel and < (char)(Vowel + Vowels))
            return (char)(Syllable + ((((first - Lead) * Vowels) + (second - Vowel)) * Tails));
        var isOpenSyllable = first is >= (char)Syllable and < (char)(Syllable + (Leads * Vowels * Tails)) && (first - Syllable) % Tails == 0;
        return isOpenSyllable && second is > (char)Tail and < (char)(Tail + Tails) ? (char)(first + (second - Tail)) : null;
    }
}
