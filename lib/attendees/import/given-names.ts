import { nameKey } from '../identity';

/**
 * Common given names in the United States, and of French, Spanish and German speakers, without accents. They show which
 * part of a name with a comma is the first name, where nothing else does.
 */
const GIVEN = new Set(
  `aaron abby abe abigail abraham adam adela adele adrian adriana agnes aida aidan aimee al alan albert alberto alec
  alejandra alejandro alex alexa alexander alexandra alexis alfonso alfred alfredo ali alice alicia alisa alison allan
  allen allison alma alvin alyssa amanda amber amelia amelie amos amy ana anastasia andre andrea andreas andrew andy
  angel angela angelica angelina angelo angie anita anja anke ann anna anne annette annie anthony antoine antonia antonio
  april arielle arlene armando arnold arthur arturo ashley aubrey audrey autumn ava avery bailey barb barbara barney
  barry beatrice beatriz becca becky belinda ben benjamin bernadette bernard bernice bert bertha beth bethany betsy
  betty bev beverly bianca bill billie billy birgit bjorn blake blanca bo bob bobbi bobby bonita bonnie brad bradley
  brady brandi brandon brandy breanna brenda brendan brenna brent brett brian briana bridget brittany brock brooke
  bruce bruno bryan bryce caitlin caleb calvin cameron camila camille candace candice cara carissa carl carla carlos
  carlton carly carmen carol carole carolina caroline carolyn carrie carson carter casey cassandra cassidy cassie
  catherine cathy cecilia celeste celia celine chad chance chandra chantal charis charity charlene charles charlie
  charlotte chase chelsea cheri cherie cherish cheryl chloe chris christa christian christiane christina christine
  christophe christopher christy cindy claire clara clarence clarissa claude claudia clay clayton cliff clifford clint
  clinton clyde cody colby cole colette colin colleen collin connie connor cora coral corey corinne cory courtney craig
  cristina crystal curt curtis cynthia cyrus daisy dale dallas dan dana daniel daniela danielle danika danny daphne
  darcy daren darin darla darlene darrell darren darryl dave david dawn dean deanna deb debbie deborah debra dee deena
  deidre del delbert delia delores delphine denis denise dennis denny derek derrick desiree devin devon diana diane
  dianna dianne dick diego dina dion dirk dixie dolores don donald donna donnie donny dora doreen doris dorothy doug
  douglas drew duane dustin dwayne dwight dylan earl ed eddie edgar edith edna eduardo edward edwin eileen elaine elena
  eli eliana elias elijah elisa elisabeth elise elizabeth ella ellen ellie elliot elmer elodie elsa elsie emil emilie
  emilio emily emma enrique eric erica erich erik erika erin erma ernest ernesto ernie esteban esther ethan eugene eva
  evan eve evelyn faith fatima faye felicia felipe felix fernando fiona fletcher florence floyd frances francesca
  francis francisco franck francois frank franz fred freda freddie frederic frederick frieda gabriel gabriela gabrielle
  gail garrett garth gary gavin gayle gene genevieve geoff george georgia gerald geraldine gerard gerardo gerry gilbert
  gina ginger giovanna gisela giselle glen glenda glenn gloria gordon grace graham grant greg gregg gregory greta
  gretchen guadalupe guillermo gus gwen gwendolyn hailey hal haley hank hannah hans harold harriet harry harvey hattie
  hazel heather hector heidi heike helen helena helene helga helmut henri henrietta henry herb herbert herman hilary
  hilda hillary holly hope horst howard hubert hugo hunter ian ida ignacio igor ilse ines inga ingrid ira irene iris irma
  irvin isaac isabel isabella isabelle isaiah isidro ismael israel ivan ivy jack jackie jackson jacob jacqueline
  jacquelyn jacques jade jaime jake james jamie jan jana jane janelle janet janice janine janis jared jasmine jason
  javier jay jayden jayla jayne jean jeanette jeanne jeannie jeff jeffery jeffrey jen jenna jennie jennifer jenny jens
  jeremiah jeremy jerome jerry jess jesse jessica jessie jesus jill jim jimmy jo joan joann joanna joanne joaquin jodi
  jodie jody joe joel joey johann johanna john johnathan johnny jolene jon jonas jonathan joni jordan jorge jose josef
  josefina joseph josephine josh joshua josie joy joyce juan juana juanita judith judy julia julian juliana julie julien
  juliet julio julius june jurgen justin justine kaitlin kara karen kari karin karina karl karla kate katelyn katharina
  katherine kathleen kathryn kathy katie katrina kay kayla keith kelley kelli kellie kelly kelsey ken kendall kendra
  kenneth kenny kent kerri kerry kevin kiera kim kimberly kip kira kirk kirsten kirstin klaus kristen kristi kristin
  kristina kristine kristy kurt kyle kylie lacey lana lance landon lara larissa larry latoya laura laure laurel lauren
  laurent laurie lawrence lea leah leann lee leif leigh leila lena leo leon leona leonard leroy lesley leslie leticia
  levi lewis liam lidia lila lillian lily lina linda lindsay lindsey lisa lisbeth liz liza lloyd logan lois lola lonnie
  lora loren lorena loretta lori lorraine lou louis louise lowell luc luca lucas lucia lucie lucille lucinda lucy luis
  luisa luke lupe lydia lyle lyn lynda lyndsey lynette lynn lynne mabel mackenzie madeline madison maggie malcolm malik
  mallory mandy manfred manon manuel manuela mara marc marcel marcela marcella marci marcia marco marcos marcus marcy
  margaret margarita marge margie margo marguerite maria mariah marian mariana marianne marie marilyn marina mario
  marion marisa marisol marissa marjorie mark markus marla marlene marsha marshall marta martha martin martina marty
  marvin mary maryann mason mateo mathieu mathilde matt matthew matthias maureen maurice max maxine maya meagan megan
  meghan mel melanie melinda melissa melody melvin mercedes meredith mia micah michael michel michele michelle miguel
  mike mildred miles milo milton mindy miranda miriam misty mitch mitchell moises mollie molly mona monica monika
  monique monte morgan morris muriel myra myron nadia nadine nancy naomi natalia natalie nathalie nathan nathaniel neal
  neil nell nelson nestor nicholas nick nicolas nicole nikki nils nina noah noel noelle noemi nola nolan nora norma
  norman octavio olaf olga oliver olivia ollie omar opal ophelia ora oscar otto owen pablo paige pam pamela paola pascal
  pat patrice patricia patrick patsy patti patty paul paula paulette paulina pauline pearl pedro peggy penelope penny
  perry pete peter petra peyton phil philip philippe phillip phoebe phyllis pierre pilar preston priscilla quentin quinn
  rachael rachel rafael ralf ralph ramon ramona randal randall randi randy raquel raul ray raymond rebecca reed regina
  reina renae renata rene renee reuben rex reyna rhonda ricardo rich richard rick rickey ricky rita rob robbie robert
  roberta roberto robin robyn rochelle rocio rod roderick rodney rodrigo roger roland rolf ron ronald ronda ronnie roque
  rosa rosalie rosalind rosanne rosario rose roseann rosemarie rosemary rosie ross roxanne roy ruben ruby rudolf rudy
  russ russell rusty ruth ryan sabine sabrina sadie sal sally salvador sam samantha samuel sandra sandy sara sarah
  saundra savannah scott sean sebastian selena serena sergio seth shana shane shannon shari sharla sharon shaun shawn
  shawna sheila shelby shelia shelley shelly sheri sherri sherrie sherry sheryl shirley sidney sierra sigrid silvia
  simon simone skye sofia sonia sonja sonya sophia sophie spencer stacey stacie stacy stan stanley stefan stefanie
  stella steph stephan stephane stephanie stephen steve steven stewart stuart sue summer susan susana susanne susie
  suzanne suzette sven svenja sydney sylvia sylvie tabitha tamara tami tammie tammy tania tanner tanya tara taryn tasha
  tatiana taylor ted terence teresa teri terrance terrence terri terry tess tessa thea thelma theo theodore theresa
  therese thierry thomas tia tiffany tim timothy tina tobias toby todd tom tomas tommy toni tonia tony tonya tori traci
  tracie tracy travis trent trenton trevor tricia trina trisha tristan troy trudy ty tyler tyrell tyrone tyson ulrich
  ursula uwe val valentina valeria valerie vanessa vaughn vera verna vernon veronica veronique vicente vicki vickie
  vicky victor victoria vince vincent viola violet virgil virginia vivian viviana wade walt walter wanda warren wayne
  wendell wendy wes wesley whitney wilbur will willa willard william willie willis wilma winifred winona wolfgang wyatt
  xavier yesenia yolanda yvette yvonne zachary zack zane zoe`.split(/\s+/),
);

/** Returns whether a word is a common given name, such as "Michael" and "Zoë". */
export const isGivenName = (word: string) => GIVEN.has(nameKey(word));
