"""Words that abstracts of any field use: they say how a paper is written, not what it is
about.
"""

from __future__ import annotations

STYLE = frozenset(
    """
        ability able abstract accordingly account accuracies accuracy accurate accurately
        achieve achieved achievement achievements achieves achieving across actually add added
        addition additional additionally address addressed addresses addressing adopt adopted
        advance advanced advances advantage advantages affect affects aforementioned after
        against aim aimed aims allow allowed allowing allows almost alone along already
        alternative although always among amount analyse analyses analysis analyze analyzed
        another appear appears applicable application applications applied apply applying
        approach approaches appropriate approximate approximately area argue around arise art
        article aspect aspects assume assumption assumptions attempt attempts author authors
        available average away base based baseline baselines basic basis become becomes been
        before behavior behaviour behind being bells below benchmark benchmarks beneficial
        benefit benefits best better between beyond body both bound boundless bring brings
        brought build building built calculate calculated calculation calculations call called
        capabilities capability capable capture captures carried case cases cause caused causes
        certain challenge challenges challenging change changes characteristic characteristics
        choice choose class close closely code codes com combination combine combined combines
        combining come comes common commonly community comparable compare compared compares
        comparison comparisons competitive complete completely complex complexity component
        components comprehensive comprises computational compute computed concept conclude
        conclusion condition conditions conduct conducted confirm consider considerable
        considerably considered considering consist consistent consistently consists contain
        containing contains context contrary contrast contribute contribution contributions
        conventional correct correspond corresponding cost costly costs could cover create
        creates crucial current currently data dataset datasets deal decade decrease decreases
        define defined definition deliver demonstrate demonstrated demonstrates demonstrating
        demonstration depend dependent depending depends derive derived describe described
        describes description design designed designing designs desirable desired despite detail
        detailed details determine determined determines develop developed developing
        development develops devise differ difference differences different difficult
        difficulties difficulty directly discover discovered discuss discussed discusses
        distinct diverse doe domain domains down drawback drawbacks due during each ease easier
        easily easy effect effective effectively effectiveness effects efficiency efficient
        efficiently effort efforts eight either elaborate element elements eliminate emerge
        emerged employ employed employing employs empirical empirically enable enabled enables
        enabling encourage encouraging end enhance enhanced enhances enhancing enormous ensure
        ensures entire equal especially essential establish established estimate estimated
        estimates etc evaluate evaluated evaluates evaluating evaluation evaluations even
        evidence evident exact examine examined example examples exceed excellent except exhibit
        exhibits exist existing exists expand expect expected expensive experiment experimental
        experimentally experiments explain explained explanation explicit explicitly exploit
        exploits exploration explore explored explores exploring expression extend extended
        extending extends extensive extensively extent extra extremely facilitate fact factor
        factors fail fails fall far fashion fast faster feasible feature features few fewer
        field fields final finally find finding findings finds first five focus focused focuses
        focusing follow followed following follows form formed forms formulate formulated
        formulation found four framework frameworks free frequently full fully function
        functions fundamental further furthermore future gain gained gains gap general
        generality generalization generalize generalized generally generate generated github
        give given gives giving go goal goals good great greater greatly ground group guide half
        handle hand hard he held help helps hence here high higher highest highly hinder hold
        holds hope https huge human hundred hypothesis idea ideal ideas identical identified
        identifies identify identifying ignore illustrate illustrated imply importance important
        importantly impose impressive improve improved improvement improvements improves
        improving include included includes including incorporate incorporated incorporates
        incorporating increase increased increases increasing increasingly indeed independent
        indicate indicated indicates individual inefficient influence information inherent
        initial innovative input inputs insight insights inspire inspired instance instead
        integrate integrated integrates integrating interest interested interesting introduce
        introduced introduces introducing introduction investigate investigated investigates
        investigation involve involved involves involving issue issues itself jointly just keep
        key kind kinds know known lack large largely larger largest last late later latter lead
        leading leads least leave led less let level levels leverage leveraged leverages
        leveraging lies light like likely limit limitation limitations limited limiting limits
        line little long longer look lot low lower made main mainly mainstream maintain
        maintaining major majority make makes making manner manual manually many margin margins
        match may mean meaningful means measure measured measurement measurements measures
        mechanism mechanisms meet mentioned mere merely method methodologies methodology methods
        metric metrics minimal minimum minor mitigate model modelling modern moreover mostly
        motivate motivated motivation much multiple must namely natural naturally nature near
        nearly necessary need needed needs negligible neither never nevertheless new newly next
        nine nonetheless note notable notably novel novelty nowadays number numbers numerical
        numerous objective objectives observation observations observe observed obtain obtained
        obtaining obtains occur occurring occurs offer offers often one ones only open operate
        opportunity optimal optimum order organized original originally org other others
        otherwise outcome outcomes output outputs outperform outperformed outperforming
        outperforms over overall overcome own paper papers paradigm paradigms parameter
        parameters part partial particular particularly parts past per perform performance
        performances performed performing performs perhaps period perspective phase phenomenon
        pipeline plain play plays point points poor popular possibility possible possibly
        potential potentially power powerful practical practice precise precisely presence
        present presented presenting presents preserve preserving prevent previous previously
        primarily primary principle prior problem problems procedure procedures process
        processes produce produced produces producing progress project promising prominent
        promote proper properly properties property proposal propose proposed proposes proposing
        prove proved proven provide provided provides providing public publicly purpose put
        quality quantitative question questions quite raise range ranges rapid rapidly rare rate
        rates rather ratio ratios reach reached reaches real reason reasonable reasons receive
        received recent recently recover reduce reduced reduces reducing reduction refer regard
        regarding region relate related relation relationship relationships relative relatively
        relevance relevant reliable reliably rely relying remain remaining remains remarkable
        remarkably remove render replace report reported reports represent representative
        represented representing represents requirement requirements require required requires
        requiring research researchers resolve respect respective respectively rest result
        resulted resulting results retain reveal revealed reveals review rich right rise role
        roles root same sample samples satisfactory satisfy save say scale scales scenario
        scenarios scheme schemes scope second secondly section see seek seem seems seen select
        selected selection sense separate serve serves set sets setting settings seven several
        severe severely shall shape share short should show showcase showed showing shown shows
        significance significant significantly similar similarity similarly simple simplest
        simplicity simply simultaneously since single situation situations six size sizes small
        smaller solely solution solutions solve solved solves solving somehow something
        sometimes source sources space special specially specific specifically specify stable
        standard start started starting state stated states statistically step steps still
        strategies strategy strength strong stronger strongly struggle struggles studied studies
        study studying subject subsequent subsequently substantial substantially succeed success
        successful successfully such suffer suffers sufficient sufficiently suggest suggested
        suggesting suggests suitable summarize summary superior superiority support supports
        surpass surpasses surpassing surprising surprisingly system systematic systematically
        systems tackle tackles take taken takes taking target targets task tasks technical
        technique techniques technologies technology ten tend tends term terms test tested
        testing tests thank theoretical theoretically theory there thereby therefore thing think
        third thorough thoroughly though thousands three thus time times together top toward
        towards track tracks trade traditional trained train training trains treat treated trick
        tricks trivial true try turn twice two type types typical typically ubiquitous
        ultimately under underlying understand understood undertake unexplored unified unify
        unique unknown unlike unnecessary unprecedented until up upon usage use used useful user
        uses using usual usually utilization utilize utilized utilizes utilizing valid validate
        validated validation valuable value values variant variants variation variations variety
        various vary varying vast verified verify versatile version via viable view wants way
        ways weak well whereas whether whistles whole whose wide widely wider wise within
        without witnessed word work works world worse would yet yield yielded yields zero arise
        arises arising novel exhaustive insufficient hard rethink rethinking revisit revisiting
        state-of-the-art competition winning solution challenge report leaderboard leaderboards
        """.split()
)
"""Lower case; neither a line's terms nor its names are made of these alone."""
