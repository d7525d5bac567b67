"""Short stories in our own words, modelled on kinds of real ones: about inspections, and about what only looks like it."""

from __future__ import annotations

RELEVANT: dict[str, tuple[str, str]] = {
    "pdu inadequate": (
        "Sheffield probation services rated 'inadequate' by inspectors",
        "Staff shortages mean too many people are seen too seldom, a watchdog has found. HM Inspectorate of Probation visited "
        "the city's probation delivery unit last autumn and gave it the lowest of its four ratings.",
    ),
    "requires improvement, short": (
        "Somerset probation service requires improvement, says report",
        "Plans to keep people safe were too thin in half of the cases looked at, inspectors said.",
    ),
    "chaotic": (
        "'Chaotic' probation service risks harm - report",
        "Bradford and Calderdale's probation unit is struggling to keep track of risk, according to HMI Probation. The unit was "
        "rated inadequate, and chief inspector Martin Jones called for urgent work on domestic abuse checks.",
    ),
    "private company": (
        "'Failing' Lancashire probation firm criticised in damning report",
        "A private company that supervises offenders across Cumbria and Lancashire has been told to do better. Dame Glenys "
        "Stacey, the chief inspector of probation, said the community rehabilitation company was rated 'Requires improvement'.",
    ),
    "private company praised": (
        "London's privately run probation service shows continued improvement",
        "Inspectors found that the capital's community rehabilitation company had turned a corner. HM Inspectorate of Probation "
        "noted better assessment of cases than three years ago.",
    ),
    "national division good": (
        "Welsh probation staff praised by watchdog",
        "The National Probation Service in Wales is well led, according to Her Majesty's Inspectorate of Probation, which "
        "gave the division an overall rating of 'Good'.",
    ),
    "youth outstanding": (
        "Youth justice service hailed as outstanding",
        "Children who get into trouble in Camden receive first-rate support. Inspectors from HM Inspectorate of Probation "
        "awarded the council's youth justice service the top rating.",
    ),
    "youth offending improves": (
        "Surrey Youth Offending Service improves, watchdog says",
        "Two and a half years after it was branded inadequate, the service has been rated good by Her Majesty's Inspectorate "
        "of Probation. Chief Inspector Justin Russell said the turnaround was impressive.",
    ),
    "youth council tone": (
        "Council pledges action after youth justice inspection",
        "Councillors in Reading have apologised after HMI Probation found weaknesses in joint work with children. The youth "
        "justice service was given an overall rating of inadequate in the report published on Tuesday.",
    ),
    "quality and impact": (
        "Probation services in the county let down by gaps between firms",
        "Work to protect the public in Staffordshire fell below the standard expected, the chief inspector of probation has "
        "said. The report looked at both the community rehabilitation company and the National Probation Service.",
    ),
    "trust era": (
        "Probation trust working well to cut reoffending",
        "Merseyside Probation Trust was doing a good job with most offenders, Liz Calderbank, Chief Inspector of Probation, "
        "said as she published the result of an inspection of adult offending work.",
    ),
    "trust era recognition": (
        "Recognition for probation workers",
        "Probation officers in West Mercia have been praised by inspectors. HM Inspectorate of Probation found offenders "
        "were well managed in three quarters of cases when it examined the service in September.",
    ),
    "two areas": (
        "West Kent and West Sussex probation services rated inadequate",
        "Both areas must do more to keep the public safe, HM Inspectorate of Probation has said after visiting in January.",
    ),
    "region": (
        "Regional probation service 'requires improvement' over failure to assess risks",
        "Inspectors said leaders in the North East had the right priorities but too few experienced staff. His Majesty's "
        "Inspectorate of Probation rated the region 'Requires improvement'.",
    ),
    "dangerous words about crime": (
        "Probation failings put public at risk, report warns",
        "Too few checks were made with police about domestic abuse before people were released to live with partners, HM "
        "Inspectorate of Probation found in Doncaster. The unit scored three points out of 21 and was rated 'Inadequate'.",
    ),
    "national inspection": (
        "Probation Service failing at national level, say inspectors",
        "The first national inspection of the Probation Service in England and Wales gave an overall rating of 'Requires "
        "improvement'. Martin Jones, Chief Inspector of Probation, said there was too little money and too few staff.",
    ),
    "thematic": (
        "Probation must do better on electronic tags, inspectors say",
        "HM Inspectorate of Probation looked at how tags are used across England and Wales and found probation services did "
        "not always know when a curfew was broken.",
    ),
    "mentions a crime lower down": (
        "Hull probation unit told to improve after inspection",
        "Inspectors from HMI Probation found that probation staff in Hull and the East Riding were stretched. The unit was "
        "rated 'Requires improvement'. " + "Managers say that new recruits are in training and will join soon. " * 12 + "\n"
        "The service came under scrutiny after a man on licence was jailed for murder at Hull Crown Court.",
    ),
    "approved premises": (
        "Bail hostel for men leaving prison rated good",
        "Staff at an approved premises in Leeds know their residents well, HM Inspectorate of Probation said in one of its "
        "first inspections of probation hostels.",
    ),
    "reaction": (
        "MP demands answers over 'inadequate' probation service",
        "The MP for Doncaster has written to the justice secretary after probation inspectors gave the town's probation "
        "service the worst possible grade last week.",
    ),
}

IRRELEVANT: dict[str, tuple[str, str]] = {
    "court report": (
        "Man avoids jail after street fight",
        "A 24-year-old was given a community order at Hull Magistrates' Court. The court heard that a probation report "
        "had recommended unpaid work. He will be supervised by the Probation Service for a year.",
    ),
    "murder trial": (
        "Killer was on probation when he struck",
        "A man who murdered his former partner was being supervised by the National Probation Service, Leeds Crown Court "
        "heard. He was jailed for at least 27 years. The judge said the service had questions to answer.",
    ),
    "sfo review": (
        "Probation made string of errors before killings, review finds",
        "A review of the case of a man who murdered four people in Derbyshire found that probation staff missed warnings. "
        "Chief Inspector of Probation Justin Russell said supervision was of an unacceptable standard.",
    ),
    "sfo review, other words": (
        "Watchdog: probation service missed chances to stop murderer",
        "HM Inspectorate of Probation has published its independent review of a serious further offence committed by a man "
        "who was under supervision in London. It found that he should have been classed as high risk.",
    ),
    "prison": (
        "Drugs a significant threat at jail, inspectors say",
        "HM Inspectorate of Prisons found high levels of violence at HMP Swinfen Hall in Staffordshire. Charlie Taylor, "
        "Chief Inspector of Prisons, said that probation staff in the prison were overstretched.",
    ),
    "prison, probation praised": (
        "Resettlement work at prison rated reasonably good",
        "Inspectors found probation officers at HMP Moorland had manageable caseloads. The report by HM Chief Inspector of "
        "Prisons judged outcomes for preparation for release to be good.",
    ),
    "ofsted school": (
        "Primary school branded inadequate by inspectors",
        "Ofsted inspectors said that teaching in the Burton school required improvement and that safeguarding was poor.",
    ),
    "ofsted children's services": (
        "Council's children's services rated inadequate",
        "Ofsted found serious weaknesses in how the council protects children. The youth offending service was mentioned as "
        "a strength in the report.",
    ),
    "police": (
        "Warwickshire Police requires improvement at managing offenders",
        "The force was rated 'requires improvement' in three areas by His Majesty's Inspectorate of Constabulary and Fire & "
        "Rescue Services. Inspectors said links with the probation service had weakened.",
    ),
    "police peel": (
        "Dorset Police investigations 'require improvement'",
        "HMICFRS published its PEEL assessment of the force on Thursday. It was graded adequate at managing offenders.",
    ),
    "joint targeted area inspection": (
        "Inspectors praise work against serious youth violence",
        "A joint targeted area inspection of Coventry by Ofsted, the Care Quality Commission, HMICFRS and HM Inspectorate of "
        "Probation looked at how agencies respond to children at risk. The youth justice service was seen as strong.",
    ),
    "strike": (
        "Probation workers to strike over pay",
        "Members of Napo in the probation service voted for industrial action, saying that workloads are unsafe. The union "
        "pointed to a string of critical inspection reports.",
    ),
    "approved premises planning": (
        "Residents fight plan for bail hostel",
        "The Probation Service wants to open approved premises in a former hotel in Worcester. A planning inspector will "
        "decide the appeal in March.",
    ),
    "northern ireland": (
        "Probation Board inspection praises community service",
        "Criminal Justice Inspection Northern Ireland has examined how the Probation Board runs community service schemes. "
        "Assessors were trained by HMI Probation.",
    ),
    "scotland": (
        "Justice social work in Glasgow rated good",
        "The Care Inspectorate has published its inspection of community justice in Scotland. Youth justice services were "
        "said to be well led.",
    ),
    "us county": (
        "County probation department fails state inspection",
        "The county probation department's juvenile hall was found unsuitable by state inspectors in California. The chief "
        "probation officer said that staffing was inadequate.",
    ),
    "us employment": (
        "Six-month probationary period ends for new employees",
        "Staff who have completed their probation period will receive a performance rating of good or better.",
    ),
    "employment in uk": (
        "Teacher sacked during probation period wins tribunal",
        "The tribunal in Leeds heard that the school had been rated inadequate by Ofsted during her probation period.",
    ),
    "annual report": (
        "Probation is broken, says chief inspector",
        "In his final annual report, Chief Inspector of Probation Justin Russell called for an independent review of "
        "whether probation should return to local control. Only one of 31 services inspected was rated good.",
    ),
    "youth annual report": (
        "Two thirds of youth offending services good or outstanding",
        "HM Inspectorate of Probation's annual report on youth offending services says standards are rising.",
    ),
    "committee": (
        "Justice committee hears from chief inspector",
        "Justin Russell, HM Chief Inspector of Probation, gave evidence to the Justice Committee on the plans to reunify "
        "the probation service.",
    ),
    "new standards": (
        "How youth justice services can meet the new victims' standard",
        "HM Inspectorate of Probation will from this summer inspect youth justice services on their work with victims. "
        "Here is what the new standards ask.",
    ),
    "appointment": (
        "New chief inspector of probation appointed",
        "The justice secretary has announced the appointment of Martin Jones as HM Chief Inspector of Probation.",
    ),
    "contract award": (
        "Purple Futures named new provider of probation services",
        "The Ministry of Justice has named the winners of contracts for community rehabilitation companies in Humberside, "
        "Merseyside and West Yorkshire.",
    ),
    "visit": (
        "A day with the rehabilitation company",
        "The High Sheriff of Hertfordshire spent a day with BeNCH CRC and met people on unpaid work.",
    ),
    "unpaid work backlog": (
        "Thousands of unpaid work orders not completed in time",
        "Figures for England and Wales show a backlog in community payback. The Probation Service said it was hiring.",
    ),
    "energy inspectors": (
        "Casing the joints",
        "Energy inspectors will be knocking on doors to rate our homes, and most will need improvement.",
    ),
    "building control": (
        "Private building control companies",
        "You may use an approved inspector instead of the council for building work.",
    ),
    "food hygiene": (
        "Takeaway handed zero rating",
        "Inspectors found the kitchen in Preston to be inadequate and said that major improvement was necessary.",
    ),
    "football": (
        "Manager says keeper is on probation",
        "The manager of Wigan said that his goalkeeper was on probation after an inadequate display in Bristol.",
    ),
}
